"""The gate: which refuted claims count, by severity and by what was decided and waived of them."""
