"""The official report: one model, three writers (.docx, .pdf, .xlsx), in the layout of NĐ 30/2020."""
