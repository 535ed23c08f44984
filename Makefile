# What a developer types. Each target is one line; the work is in scripts/ and in `sawan`.
.PHONY: help run setup test check bench docs lock
PORT ?= 8000
.DEFAULT_GOAL := help

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*##/\1\t/p' Makefile

run:  ## prepare everything and serve the site (PORT=8000)
	@scripts/bootstrap && exec .venv/bin/sawan serve --setup --port $(PORT)

setup:  ## make .venv with .venv/bin/sawan; loads nothing
	@scripts/bootstrap

test:  ## all tests, with PostgreSQL and Chromium
	@scripts/test

check:  ## lint, format, types, import order
	@scripts/check

bench:  ## the benchmarks, each beside its floor
	@scripts/bench

docs:  ## the documentation as a site in site-docs/
	@scripts/docs

lock:  ## pin the packages anew
	@scripts/lock
