package io.consilium.expert.nlp.internal;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import io.consilium.api.expert.Expert;
import io.consilium.expert.nlp.internal.report.ReportExpert;
import io.consilium.expert.nlp.internal.sentiment.SentimentExpert;
import io.consilium.expert.nlp.internal.summary.DigestExpert;
import io.consilium.expert.nlp.internal.summary.SummaryExpert;
import jakarta.inject.Singleton;

/** Offers the language experts. */
public final class NlpModule extends AbstractModule {
  @Override
  protected void configure() {
    Multibinder<Expert> experts = Multibinder.newSetBinder(binder(), Expert.class);
    experts.addBinding().to(SentimentExpert.class).in(Singleton.class);
    experts.addBinding().to(ReportExpert.class).in(Singleton.class);
    experts.addBinding().to(SummaryExpert.class).in(Singleton.class);
    experts.addBinding().to(DigestExpert.class).in(Singleton.class);
  }
}
