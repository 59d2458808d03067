"""The audit log: who did what to which row, chained by keyed digests so that no line can be changed or cut off."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from league.core.fields import PathField
from league.core.scoping import ScopedQuerySet


class AuditQuerySet(ScopedQuerySet):
    def about(self, obj):
        """The history of one row, newest first."""
        return self.filter(object_type=obj._meta.label_lower, object_id=obj.pk).order_by("-id")


class AuditEvent(models.Model):
    """审计事件: written once by a service, inside its transaction; never changed, never deleted."""

    scope_path = "org_path"
    path_follows_moves = False

    at = models.DateTimeField("时间")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="操作人",
        null=True,
        related_name="+",
    )
    actor_name = models.CharField("操作人姓名", max_length=60)
    address = models.CharField("来源地址", max_length=45, blank=True)
    action = models.CharField("动作", max_length=60, db_index=True)
    object_type = models.CharField("对象类型", max_length=60, blank=True)
    object_id = models.BigIntegerField("对象编号", null=True)
    object_label = models.CharField("对象", max_length=200, blank=True)
    org_path = PathField("所在组织", blank=True, db_index=True)
    words = models.JSONField("语句参数", default=dict, encoder=DjangoJSONEncoder)
    before = models.JSONField("变更前", null=True, encoder=DjangoJSONEncoder)
    after = models.JSONField("变更后", null=True, encoder=DjangoJSONEncoder)
    reason = models.CharField("理由", max_length=500, blank=True)
    document = models.CharField("文号", max_length=100, blank=True)
    batch = models.UUIDField("批次", null=True, db_index=True)
    digest = models.CharField("链上摘要", max_length=64)

    objects = AuditQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "审计事件"
        indexes = [models.Index(fields=["object_type", "object_id", "id"], name="audit_object")]
        ordering = ["-id"]

    def __str__(self):
        return self.sentence

    @property
    def sentence(self) -> str:
        """What happened, as a Chinese sentence."""
        from league.core.audit import sentence_of

        return sentence_of(self)

    @property
    def changes(self) -> list[tuple[str, object, object]]:
        """(field label, old, new) of every field that differs."""
        from league.core.audit import changes_of

        return changes_of(self)


class AuditHead(models.Model):
    """The chain's end: how many events there are and the last digest. One row; locked while an event is appended."""

    length = models.BigIntegerField("条数", default=0)
    digest = models.CharField("末端摘要", max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = "审计链末端"

    def __str__(self):
        return f"{self.length}条"
