"""The rules of French: the passes in their order, word lists, profiles, proof of fidelity."""
