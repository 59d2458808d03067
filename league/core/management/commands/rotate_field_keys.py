"""``manage.py rotate_field_keys``: seal personal values again under the first key of FIELD_KEYS."""

from django.core.management.base import BaseCommand

from league.core.resealing import reseal_files, reseal_rows


class Command(BaseCommand):
    help = "用FIELD_KEYS中的第一个密钥重新加密个人信息；完成后可以去掉旧密钥。"

    def handle(self, **options):
        """Rows first, then files; both may be repeated."""
        self.stdout.write(f"已重新加密{reseal_rows()}行、{reseal_files()}个文件；旧密钥可以从FIELD_KEYS中去掉。")
