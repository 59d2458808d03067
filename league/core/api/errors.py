"""Answers of the API to what it refuses, in Chinese and of one shape."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler as rest_handler

from league.core.versions import VersionConflict

SENTENCES = {
    400: "请求的内容有误。",
    401: "请先登录，或在请求头 Authorization 中给出令牌。",
    403: "您的角色没有这项权限。",
    404: "没有这条记录，或者它不在您的管理范围内。",
    405: "这个地址不支持该操作。",
    409: "该记录已被他人修改，请读取最新内容后再提交。",
    415: "请以 application/json 提交。",
    429: "请求过于频繁，请稍后再试。",
}


class Overtaken(exceptions.APIException):
    """The write began from an older revision."""

    status_code = 409
    default_detail = SENTENCES[409]
    default_code = "overtaken"


def exception_handler(error: Exception, context: dict) -> Response | None:
    """``{"message": sentence, "fields": {field: [sentences]}}``; fields only where they are known."""
    if isinstance(error, ValidationError):
        error = exceptions.ValidationError(_details(error))
    if isinstance(error, VersionConflict):
        error = exceptions.ValidationError([str(error)])
    response = rest_handler(error, context)
    if response is None:
        return None
    detail = response.data
    if isinstance(detail, dict) and "detail" not in detail:
        fields = {name: value if isinstance(value, list) else [value] for name, value in detail.items()}
        general = fields.pop("non_field_errors", [])
        response.data = {"message": "".join(map(str, general)) or SENTENCES[400], "fields": fields}
    elif isinstance(detail, list):
        response.data = {"message": "".join(map(str, detail)), "fields": {}}
    else:
        words = str(detail["detail"])
        known = isinstance(error, Overtaken | exceptions.ParseError) or response.status_code not in SENTENCES
        response.data = {"message": words if known else SENTENCES[response.status_code], "fields": {}}
    return response


def _details(error: ValidationError):
    if not hasattr(error, "error_dict"):
        return error.messages
    return {
        ("non_field_errors" if name == "__all__" else name): messages for name, messages in error.message_dict.items()
    }
