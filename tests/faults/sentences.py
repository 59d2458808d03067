from league.core.audit import register

register({"faults.done": "完成了第{number}件事"})
