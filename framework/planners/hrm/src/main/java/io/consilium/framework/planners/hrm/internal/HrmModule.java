package io.consilium.framework.planners.hrm.internal;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import io.consilium.api.expert.Expert;
import io.consilium.api.host.Settings;
import io.consilium.api.planner.Planner;
import java.nio.file.Path;
import java.util.Optional;
import org.osgi.framework.BundleContext;

/** Offers the planner and the expert that makes its steps; both share the networks. */
public final class HrmModule extends AbstractModule {
  @Override
  protected void configure() {
    Multibinder.newSetBinder(binder(), Planner.class).addBinding().to(HrmPlanner.class);
    Multibinder.newSetBinder(binder(), Expert.class).addBinding().to(ProposeExpert.class);
  }

  /** Those of this bundle, and those that the operator put where the host works. */
  @Provides
  @Singleton
  Networks networks(Settings settings, BundleContext context) {
    String work = context.getProperty("consilium.work");
    Path standard = work == null ? null : Path.of(work, "networks");
    String given = settings.text("networks", "");
    return Networks.shipped(
        given.isEmpty() ? Optional.ofNullable(standard) : Optional.of(Path.of(given)));
  }
}
