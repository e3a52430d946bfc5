"""Reads what WeChat Pay exports (微信支付账单 CSV and XLSX)."""
