"""The administrator's pages on accounts: roles, absences, handover, sign-in."""
