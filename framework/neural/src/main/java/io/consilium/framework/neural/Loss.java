package io.consilium.framework.neural;

/**
 * The loss of a step and its metrics, all sums over the batch. The metrics count only sequences
 * that halted and have labels.
 *
 * @param language cross-entropy, each sequence divided by its labels
 * @param halt of q_halt against "every label right"
 * @param proceed of q_continue against its target; 0 where it isn't trained
 * @param total language + (halt + proceed) / 2
 * @param count sequences that count
 * @param accuracy the share of labels right
 * @param exact sequences with every label right
 * @param haltRight sequences whose q_halt has the right sign
 * @param steps ACT steps taken
 */
public record Loss(
    double language,
    double halt,
    double proceed,
    double total,
    int count,
    double accuracy,
    int exact,
    int haltRight,
    int steps) {}
