package io.consilium.distribution.tests.plugin;

import com.google.inject.AbstractModule;

/** Ends the process that it is loaded in. */
public final class LeavingModule extends AbstractModule {
  @Override
  protected void configure() {
    System.exit(3);
  }
}
