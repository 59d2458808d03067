"""Who the token's program acts as."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView


class HeldRoleSerializer(serializers.Serializer):
    role = serializers.CharField()
    label = serializers.CharField(source="get_role_display")
    organization_code = serializers.CharField(source="organization.code", default=None)
    organization_name = serializers.CharField(source="organization.name", default=None)
    starts_on = serializers.DateField()
    ends_on = serializers.DateField(allow_null=True)


class MeSerializer(serializers.Serializer):
    username = serializers.CharField()
    name = serializers.CharField()
    roles = HeldRoleSerializer(source="current_grants", many=True)


class Me(APIView):
    """The account behind the request, and the roles it holds today."""

    @extend_schema(responses=MeSerializer)
    def get(self, request):
        """Name and roles."""
        return Response(MeSerializer(request.user).data)
