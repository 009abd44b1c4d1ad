"""Checking many documents: all cores, little memory, and a stopped run goes on where it stopped."""
