package io.consilium.framework.planners.hrm.internal;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import io.consilium.api.expert.Expert;
import io.consilium.api.planner.Planner;

/** Offers the planner and the expert that makes its steps; both share the networks. */
public final class HrmModule extends AbstractModule {
  @Override
  protected void configure() {
    Multibinder.newSetBinder(binder(), Planner.class).addBinding().to(HrmPlanner.class);
    Multibinder.newSetBinder(binder(), Expert.class).addBinding().to(ProposeExpert.class);
  }

  @Provides
  @Singleton
  Networks networks() {
    return Networks.shipped();
  }
}
