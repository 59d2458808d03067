"""How the audit log tells what happened to accounts."""

from league.core.audit import register

register(
    {
        "user.logged_in": "{object}登录",
        "user.login_failed": "以{object}登录失败",
        "user.unknown_login_failed": "以不存在的账号登录失败",
        "user.locked": "{object}连续登录失败，已锁定",
        "user.logged_out": "{object}退出登录",
        "user.created": "建立账号{object}",
        "user.edited": "修改账号{object}",
        "user.disabled": "停用账号{object}",
        "user.enabled": "启用账号{object}",
        "user.password_reset": "重置{object}的密码为一次性密码",
        "user.password_changed": "{object}修改了密码",
        "user.unlocked": "解除{object}的登录锁定",
        "user.sessions_ended": "结束{object}的全部登录",
        "user.totp_activated": "{object}启用动态口令",
        "user.totp_deactivated": "{object}停用动态口令",
        "user.totp_reset": "清除{object}的动态口令",
        "user.recovery_codes_generated": "{object}重新生成恢复码",
        "user.administrator_created": "在服务器上设立{role}{object}",
        "grant.given": "授予{account}{object}",
        "grant.ended": "收回{account}的{object}，自{on}起失效",
        "token.created": "{account}建立接口令牌“{object}”，有效至{until}",
        "token.revoked": "{account}撤销接口令牌“{object}”",
        "audit.verified": "校验审计链：{result}",
        "audit.anchored": "留存审计链摘要：{length}条，{digest}",
        "rights.exported": "导出权限对照表",
    }
)
