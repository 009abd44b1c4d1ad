"""From the YAML under `rules/` to the rulebook. Runs at build time only; needs PyYAML and pydantic."""
