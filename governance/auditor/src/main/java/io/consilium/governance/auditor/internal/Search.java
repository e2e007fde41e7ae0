package io.consilium.governance.auditor.internal;

import java.io.IOException;
import java.util.List;

/** Answers queries about a ledger. */
interface Search {
  /** The sequences of the records found, in order. */
  List<Long> records(Query query) throws IOException;

  /** The tasks found, in the order in which they began. */
  List<String> tasks(Query query) throws IOException;
}
