package io.consilium.framework.console.internal.page;

/** One part of the page; writes nothing if it has nothing to show. */
interface Section {
  void write(Html html);
}
