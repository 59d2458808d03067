"""The roles of the system; what each may do is a predicate in the apps' rules.py."""

from enum import nonmember

from django.db import models


class Role(models.TextChoices):
    """A role is held at a node of the tree (domain roles) or without a node (the three administrators)."""

    COUNTY_STAFF = "county_staff", "县级团委工作人员"
    TOWNSHIP_SECRETARY = "township_secretary", "乡镇（系统）团委书记"
    BRANCH_SECRETARY = "branch_secretary", "基层团组织书记"
    REVIEWER = "reviewer", "组织部门审阅人"
    SYSTEM_ADMIN = "system_admin", "系统管理员"
    SECURITY_ADMIN = "security_admin", "安全管理员"
    AUDIT_ADMIN = "audit_admin", "审计管理员"

    # Only these open rows of the domain; an administrator sees none (three separated administrators).
    domain = nonmember(("county_staff", "township_secretary", "branch_secretary", "reviewer"))
    editing = nonmember(("county_staff", "township_secretary", "branch_secretary"))
    administrators = nonmember(("system_admin", "security_admin", "audit_admin"))
