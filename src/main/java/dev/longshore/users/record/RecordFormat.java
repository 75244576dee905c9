package dev.longshore.users.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.util.Locale;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;

/** How a record is written. */
public enum RecordFormat {
    JSON(JsonFactory.builder()
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build()),
    YAML(YAMLFactory.builder().loaderOptions(options()).build());

    private final JsonFactory factory;

    RecordFormat(JsonFactory factory) {
        this.factory = factory;
    }

    /** By the ending of a file's name. */
    public static Optional<RecordFormat> of(String file) {
        String name = file.toLowerCase(Locale.ROOT);
        if (name.endsWith(".json")) {
            return Optional.of(JSON);
        }
        return name.endsWith(".yaml") || name.endsWith(".yml") ? Optional.of(YAML) : Optional.empty();
    }

    JsonFactory factory() {
        return factory;
    }

    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(RecordText.LONGEST_LIST);
        return options;
    }
}
