"""Voice Guide: an offline program that leads a restorative conversation by voice."""

__version__ = "0.1.0"
