"""Every periodic job with its hour, in one place. Hours are county time."""

from celery.schedules import crontab

SCHEDULE = {
    "sweep jobs whose lease ran out": {"task": "core.sweep_jobs", "schedule": 5.0},
    "fill the open periods": {
        "task": "reports.fill_open_periods",
        "schedule": crontab(hour=2, minute=10),
    },
    "forget ended sessions": {
        "task": "accounts.clear_sessions",
        "schedule": crontab(hour=3, minute=20),
    },
    "forget the keys of old posts": {
        "task": "core.forget_submissions",
        "schedule": crontab(hour=3, minute=40),
    },
    "sweep away the files of photos that nothing names": {
        "task": "core.sweep_photos",
        "schedule": crontab(hour=3, minute=50),
    },
    "write the audit anchor": {
        "task": "core.anchor_audit",
        "schedule": crontab(hour=3, minute=0),
    },
    "review the branches' health": {
        "task": "organizations.review_health_nightly",
        "schedule": crontab(hour=1, minute=40),
    },
    "erase applicants' data past its day": {
        "task": "cadres.erase_applications",
        "schedule": crontab(hour=4, minute=0),
    },
}
