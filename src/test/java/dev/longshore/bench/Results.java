package dev.longshore.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Figures of several rounds by subject and row, and how they compare with the first subject. */
final class Results {
    private final Map<String, Map<String, List<Double>>> rows = new LinkedHashMap<>();

    /** @param row with its unit */
    void add(String row, String subject, double value) {
        rows.computeIfAbsent(row, name -> new LinkedHashMap<>())
                .computeIfAbsent(subject, name -> new ArrayList<>())
                .add(value);
    }

    /** Median (least–most) of each subject; for all but the first also the first one's median divided by theirs. */
    void print() {
        rows.forEach((row, subjects) -> {
            System.out.printf("%-44s", row);
            double first = Double.NaN;
            for (Map.Entry<String, List<Double>> subject : subjects.entrySet()) {
                List<Double> values = subject.getValue().stream().sorted().toList();
                double median = values.get(values.size() / 2);
                System.out.printf(
                        " | %s %.2f (%.2f–%.2f)",
                        subject.getKey(), median, values.get(0), values.get(values.size() - 1));
                if (Double.isNaN(first)) {
                    first = median;
                } else {
                    System.out.printf(" ×%.2f", first / median);
                }
            }
            System.out.println();
        });
        rows.clear();
    }
}
