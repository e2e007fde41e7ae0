package io.consilium.distribution.benchmarks.neural;

/**
 * One line of the table: one network, batch and kind of work, one way in Java.
 *
 * @param network what was run
 * @param batch puzzles at once
 * @param work "inference" or "training step"
 * @param path the way in Java
 * @param java milliseconds here
 * @param torch milliseconds of PyTorch; null without it
 * @param ratio Java's median over PyTorch's; 0 without it
 * @param cpuRatio the same of processor time, which other processes disturb less
 * @param apart largest difference of the results, in parts of each tensor's largest number
 * @param note why nothing was measured; empty if it was
 */
record Row(
    String network,
    int batch,
    String work,
    String path,
    Times java,
    Times torch,
    double ratio,
    double cpuRatio,
    double apart,
    String note) {

  static Row skipped(Subject subject, int batch, Side.Work work, String why) {
    return new Row(subject.name(), batch, work.title, "", null, null, 0, 0, 0, why);
  }

  static Row measured(
      Subject subject,
      int batch,
      Side.Work work,
      String path,
      Times java,
      Times torch,
      double apart) {
    return new Row(
        subject.name(),
        batch,
        work.title,
        path,
        java,
        torch,
        torch == null ? 0 : java.median() / torch.median(),
        torch == null ? 0 : java.cpu() / torch.cpu(),
        apart,
        "");
  }

  /**
   * Milliseconds for one batch.
   *
   * @param rounds how many were counted
   * @param cpu median of processor time
   */
  record Times(double median, double min, double max, double cpu, int rounds) {}
}
