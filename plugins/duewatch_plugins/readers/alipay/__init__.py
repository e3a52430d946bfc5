"""Reads what the Alipay app exports (支付宝交易明细 CSV)."""
