"""offerlint"""
