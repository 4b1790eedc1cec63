export interface ReportPrintTable {
  company_id: string;
  report_id: string;
  requested_at: Date;
  printed_at: Date | null;
}

export interface ReportPrintTables {
  report_print: ReportPrintTable;
}
