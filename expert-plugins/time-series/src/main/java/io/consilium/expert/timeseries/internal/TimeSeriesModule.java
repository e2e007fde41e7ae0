package io.consilium.expert.timeseries.internal;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import io.consilium.api.expert.Expert;

/** Offers the three experts for series; named in the bundle's {@code Consilium-Module} header. */
public final class TimeSeriesModule extends AbstractModule {
  @Override
  protected void configure() {
    Multibinder<Expert> experts = Multibinder.newSetBinder(binder(), Expert.class);
    experts.addBinding().to(SeriesFromTable.class);
    experts.addBinding().to(SeriesFromChart.class);
    experts.addBinding().to(SeriesForecaster.class);
  }
}
