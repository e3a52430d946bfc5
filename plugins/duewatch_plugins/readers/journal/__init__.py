"""Reads journals of beancount and hledger: transactions on liabilities."""
