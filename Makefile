# Everything a person types. `make` alone lists it.
.DEFAULT_GOAL := help
.PHONY: help run test bench soak shots ready

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' Makefile

ready:
	@bash .ci/bootstrap.sh

run: ready  ## the station on a simulated bench, in a practice home; without a display a whole inspection offscreen
	@bash .ci/run_station.sh

test: ready  ## the gate: format, lint, types, import contracts, translations, tests
	@bash .ci/gate.sh

bench: ready  ## measure, print the table, write tests/bench/RESULTS.md
	@.venv/bin/python -m tests.bench --out tests/bench/RESULTS.md

soak: ready  ## the tests with full fault counts
	@.venv/bin/python -m pytest -m soak --hypothesis-profile=soak --timeout 1800

shots: ready  ## one picture per screen, state, language and theme in build/shots
	@QT_QPA_PLATFORM=offscreen .venv/bin/station shots --out build/shots
