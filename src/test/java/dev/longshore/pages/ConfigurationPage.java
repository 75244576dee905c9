package dev.longshore.pages;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.common.utils.StringUtil;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** {@code docs/configuration.md}, made of the settings and their Javadoc. */
final class ConfigurationPage {
    private static final String HOUSE = "dev.longshore.";

    /** The order of the sections; those that are not named here come last. */
    private static final List<String> ORDER =
            List.of("longshore.s3", "longshore.embedded", "longshore.ftp", "longshore.transfers", "longshore.users");

    /** How the values of a type are called in the introduction. */
    private static final Map<String, String> KINDS = Map.of(
            "boolean", "switch",
            "int", "number",
            "long", "number",
            "java.time.Duration", "duration",
            "io.quarkus.runtime.configuration.MemorySize", "size",
            "java.util.List", "list");

    private final SettingsSources sources;
    private final List<String> blocks = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();
    private final List<String> mappings = new ArrayList<>();

    private ConfigurationPage(SettingsSources sources) {
        this.sources = sources;
    }

    /** The page as the sources have it now. */
    static ConfigurationPage read() throws IOException {
        try (SettingsSources sources = new SettingsSources()) {
            ConfigurationPage page = new ConfigurationPage(sources);
            page.write();
            return page;
        }
    }

    String markdown() {
        return String.join("\n\n", blocks) + "\n";
    }

    /** The keys that are described, NAME for the key of a map and [0] for an entry of a list. */
    List<String> keys() {
        return List.copyOf(keys);
    }

    /** The interfaces that they come from. */
    List<String> mappings() {
        return List.copyOf(mappings);
    }

    private void write() {
        JavadocText introduction = sources.introduction();
        blocks.add("<!-- Made of the Javadoc of the settings; CONTRIBUTING.md tells how. -->");
        blocks.add("# Configuration");
        blocks.addAll(introduction.before());
        sources.mappings().stream()
                .sorted(Comparator.comparing(ConfigurationPage::place).thenComparing(ConfigurationPage::prefix))
                .forEach(this::writeSection);
        blocks.addAll(introduction.after());
    }

    private void writeSection(TypeElement mapping) {
        mappings.add(mapping.getQualifiedName().toString());
        JavadocText text = sources.javadoc(mapping);
        String title = text.title().replaceFirst("\\.$", "");
        blocks.add(
                "## " + prefix(mapping) + ": " + title.substring(0, 1).toLowerCase(Locale.ROOT) + title.substring(1));
        blocks.addAll(text.before());
        writeGroup(prefix(mapping), mapping);
        blocks.addAll(text.after());
    }

    private void writeGroup(String prefix, TypeElement group) {
        for (ExecutableElement method : ElementFilter.methodsIn(group.getEnclosedElements())) {
            if (!method.isDefault()) {
                writeSetting(
                        prefix + "." + StringUtil.skewer(method.getSimpleName().toString()), method);
            }
        }
    }

    private void writeSetting(String key, ExecutableElement method) {
        JavadocText text = sources.javadoc(method);
        DeclaredType type = method.getReturnType() instanceof DeclaredType declared ? declared : null;
        String path = key;
        while (type != null && !type.getTypeArguments().isEmpty()) {
            String container = name(type);
            path += container.equals("java.util.Map") ? ".NAME" : container.equals("java.util.List") ? "[0]" : "";
            type = (DeclaredType)
                    type.getTypeArguments().get(type.getTypeArguments().size() - 1);
        }
        if (type != null
                && type.asElement().getKind() == ElementKind.INTERFACE
                && name(type).startsWith(HOUSE)) {
            blocks.add("**`" + path + ".*`**");
            blocks.addAll(text.blocks());
            writeGroup(path, (TypeElement) type.asElement());
        } else {
            keys.add(key);
            blocks.add(head(key, method, text.standard()));
            blocks.addAll(text.blocks());
        }
    }

    private static String head(String key, ExecutableElement method, Optional<String> standard) {
        String variable = StringUtil.replaceNonAlphanumericByUnderscores(key).toUpperCase(Locale.ROOT);
        String values = values(method.getReturnType());
        return Paragraph.of(
                "",
                "**`" + key + "`** · `" + variable + "` · " + (values.isEmpty() ? "" : values + " · ") + "default: "
                        + standard.orElse(ofAnnotation(method)));
    }

    private static String ofAnnotation(ExecutableElement method) {
        WithDefault value = method.getAnnotation(WithDefault.class);
        return value == null ? "none" : "`" + value.value().replace(' ', Paragraph.HARD_SPACE) + "`";
    }

    /** What can be given: the words of an enum, or what the introduction calls it; nothing for a text. */
    private static String values(TypeMirror type) {
        if (type.getKind() != TypeKind.DECLARED) {
            return KINDS.getOrDefault(type.getKind().name().toLowerCase(Locale.ROOT), "");
        }
        DeclaredType declared = (DeclaredType) type;
        if (declared.asElement().getKind() == ElementKind.ENUM) {
            return declared.asElement().getEnclosedElements().stream()
                    .filter(element -> element.getKind() == ElementKind.ENUM_CONSTANT)
                    .map(constant ->
                            "`" + constant.toString().toLowerCase(Locale.ROOT).replace('_', '-') + "`")
                    .collect(Collectors.joining(", "))
                    .replaceFirst(", ([^,]*)$", " or $1");
        }
        return name(declared).equals("java.util.Optional")
                ? values(declared.getTypeArguments().get(0))
                : KINDS.getOrDefault(name(declared), "");
    }

    private static String name(DeclaredType type) {
        return ((TypeElement) type.asElement()).getQualifiedName().toString();
    }

    private static String prefix(TypeElement mapping) {
        return mapping.getAnnotation(ConfigMapping.class).prefix();
    }

    private static int place(TypeElement mapping) {
        int place = ORDER.indexOf(prefix(mapping));
        return place < 0 ? ORDER.size() : place;
    }
}
