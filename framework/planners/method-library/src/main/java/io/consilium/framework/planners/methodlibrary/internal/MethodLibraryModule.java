package io.consilium.framework.planners.methodlibrary.internal;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import io.consilium.api.planner.Planner;

/** Offers the method-library planner to the host. */
public final class MethodLibraryModule extends AbstractModule {
  @Override
  protected void configure() {
    Multibinder.newSetBinder(binder(), Planner.class).addBinding().to(MethodLibraryPlanner.class);
  }
}
