package dev.longshore.pages;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import io.smallrye.config.ConfigMapping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The interfaces of the settings as the compiler reads them, with their Javadoc. */
final class SettingsSources implements AutoCloseable {
    private static final Path ROOT = Path.of("src/main/java");
    private static final String PACKAGE = "dev.longshore.settings";

    private final StandardJavaFileManager files;
    private final JavacTask task;
    private final List<TypeElement> mappings;

    SettingsSources() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        files = compiler.getStandardFileManager(null, null, null);
        String classPath = System.getProperty("java.class.path");
        List<String> options =
                List.of("-proc:none", "-Xprefer:source", "--source-path", ROOT.toString(), "--class-path", classPath);
        task = (JavacTask)
                compiler.getTask(null, files, null, options, null, files.getJavaFileObjectsFromPaths(sources()));
        mappings = StreamSupport.stream(task.analyze().spliterator(), false)
                .filter(element -> element.getAnnotation(ConfigMapping.class) != null)
                .map(TypeElement.class::cast)
                .toList();
    }

    /** The interfaces with {@link ConfigMapping}, all that there are. */
    List<TypeElement> mappings() {
        return mappings;
    }

    /** What is said of all settings. */
    JavadocText introduction() {
        return javadoc(task.getElements().getPackageElement(PACKAGE));
    }

    JavadocText javadoc(Element element) {
        DocCommentTree comment = DocTrees.instance(task).getDocCommentTree(element);
        if (comment == null) {
            throw new IllegalArgumentException(element.getEnclosingElement() + "." + element + " has no Javadoc");
        }
        return JavadocText.of(comment);
    }

    @Override
    public void close() throws IOException {
        files.close();
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> all = Files.walk(ROOT)) {
            return all.filter(file -> file.toString().endsWith(".java")
                            && (file.endsWith("settings/package-info.java") || declaresMapping(file)))
                    .toList();
        }
    }

    private static boolean declaresMapping(Path file) {
        try {
            return Files.readString(file).contains("\n@ConfigMapping(");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
