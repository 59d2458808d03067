"""Figures by address: ``?period=2023&node=430421&code=org.total``."""

from __future__ import annotations

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.permissions import IsAuthenticated
from rest_framework.response import Response
from rest_framework.views import APIView

from league.core.access import narrowed
from league.core.api import Pagination
from league.core.api.viewsets import demand
from league.core.tables import reader
from organizations.models import OrganizationVersion
from reports.api.serializers import FigureSerializer, IndicatorSerializer, PeriodSerializer, RowSerializer
from reports.services.boards import Board, choose, shown_snapshots, visible_node
from reports.services.catalogue import Catalogue
from reports.services.dictionary import find_entries
from reports.services.figures import gap_of
from reports.services.rows import lists_of, rows_behind
from reports.tables import ROW_TABLES

PERIOD = OpenApiParameter("period", description="统计期，如 2023、2023-Q4；不填为最近一年")
NODE = OpenApiParameter("node", description="团组织编码；不填为本人所在组织")
CODE = OpenApiParameter("code", description="指标编码，可重复；不填为全部", many=True)
CHILDREN = OpenApiParameter("children", type=bool, description="是否连同直接下级")
CHILDREN_LIMIT = 500


class FigureEndpoint(APIView):
    """Reads the board that the query names, inside the user's scope."""

    permission_classes = [IsAuthenticated]

    def board(self, codes: list[str], catalogue: Catalogue) -> Board:
        """404 for what is outside the scope or was never counted, 400 for an unknown code."""
        demand(self.request.user, "reports.view_figure")
        unknown = [code for code in codes if code not in catalogue]
        if unknown:
            raise ValidationError({"code": [f"没有这样的指标：{'、'.join(unknown)}。"]})
        query = self.request.query_params
        node, snapshots = visible_node(self.request.user, query.get("node", "")), shown_snapshots()
        snapshot = choose(snapshots, query.get("period", ""))
        if node is None or snapshot is None:
            raise Http404
        return Board(node, snapshot, snapshots, codes, catalogue)


class IndicatorsView(FigureEndpoint):
    @extend_schema(operation_id="indicators_list", responses=IndicatorSerializer(many=True), summary="统计口径")
    def get(self, request) -> Response:
        """The dictionary of figures."""
        demand(request.user, "reports.view_figure")
        return Response(IndicatorSerializer(find_entries("", {}, Catalogue()), many=True).data)


class PeriodsView(FigureEndpoint):
    @extend_schema(operation_id="periods_list", responses=PeriodSerializer(many=True), summary="统计期")
    def get(self, request) -> Response:
        """Every counted period with its newest version."""
        demand(request.user, "reports.view_figure")
        return Response(PeriodSerializer(shown_snapshots(), many=True).data)


class FiguresView(FigureEndpoint):
    @extend_schema(
        operation_id="figures_list", parameters=[PERIOD, NODE, CODE, CHILDREN],
        responses=FigureSerializer(many=True), summary="统计数据",
    )  # fmt: skip
    def get(self, request) -> Response:
        """The figures of one organisation, with its children's if asked."""
        catalogue = Catalogue()
        codes = request.query_params.getlist("code") or [declared.code for declared in catalogue]
        board = self.board(codes, catalogue)
        places = [board.place] if board.place else []
        if request.query_params.get("children") in {"1", "true"}:
            places += board.children[:CHILDREN_LIMIT]
        rows = [
            {"node": place.code, "node_name": str(place), "code": code, "label": figure.label, "figure": figure}
            for place in places
            for code in codes
            for figure in [board.figure(code, place.pk)]
        ]
        return Response(FigureSerializer(rows, many=True).data)


class FigureRowsView(FigureEndpoint):
    @extend_schema(
        operation_id="figure_rows_list",
        parameters=[
            PERIOD, NODE,
            OpenApiParameter("code", required=True, description="指标编码"),
            OpenApiParameter("list", enum=["rows", "part", "whole", "unknown"], description="哪一份明细"),
            OpenApiParameter("limit", type=int), OpenApiParameter("offset", type=int),
        ],
        responses=RowSerializer(many=True), summary="数字背后的明细",
    )  # fmt: skip
    def get(self, request) -> Response:
        """The rows that make the number."""
        code = request.query_params.get("code", "")
        board = self.board([code], Catalogue())
        lists = lists_of(board.figure(code).declaration, board.catalogue, board.snapshot)
        listed = lists.get(request.query_params.get("list", ""), next(iter(lists.values())))
        gap = gap_of(listed.code, board.snapshot)
        rows = OrganizationVersion.objects.none() if gap else rows_behind(listed, board.node.pk, board.snapshot)
        if hasattr(rows, "with_members"):
            rows = rows.with_members(on=board.snapshot.as_of)
        table = ROW_TABLES[rows.model](rows.model)
        rows = narrowed(rows, request.user).select_related(*table.select_related).order_by(*table.ordering())
        pages = Pagination()
        page = pages.paginate_queryset(rows, request, view=self)
        context = {"as_cells": lambda row: as_cells(table, row)}
        return pages.get_paginated_response(RowSerializer(page, many=True, context=context).data)


def as_cells(table, row) -> dict:
    """The row's key and every column of its table; references as their names."""
    cells = {column.name: reader(column, table.model)(row).value for column in table.columns}
    plain = (str, int, float, bool, type(None))
    return {"id": row.pk} | {name: value if isinstance(value, plain) else str(value) for name, value in cells.items()}
