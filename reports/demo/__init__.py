"""The demo county 衡阳县 430421: real divisions, everything else invented and marked 演示数据.

The generators write workbooks; the workbooks go through the same importer as a township's own files. Nothing here
writes a figure: the article's numbers are counted from the rows afterwards.
"""
