package io.consilium.governance.ledger.internal;

import io.consilium.governance.ledger.format.WalFrame;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** One append on its way: its frame, the units whose keys it needs, and who waits for it. */
record Job(WalFrame frame, Set<Unit> units, int bytes, CompletableFuture<Void> durable) {}
