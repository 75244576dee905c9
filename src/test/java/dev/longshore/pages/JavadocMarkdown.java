package dev.longshore.pages;

import com.sun.source.doctree.AttributeTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.EndElementTree;
import com.sun.source.doctree.EntityTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.util.SimpleDocTreeVisitor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The text of a Javadoc comment in Markdown: paragraphs, lists, tables, headings, {@code pre}, and {@code code}. A tag that
 * it does not know is an error, so that nothing is lost on the way to a page.
 */
final class JavadocMarkdown extends SimpleDocTreeVisitor<@Nullable Void, @Nullable Void> {
    private static final Map<String, String> ENTITIES = Map.of("lt", "<", "gt", ">", "amp", "&");
    private static final Map<String, String> HEADINGS = Map.of("h2", "## ", "h3", "### ");

    private final List<String> blocks = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    /** The entries of the list that is open, and what an entry begins with. */
    private List<String> entries = new ArrayList<>();

    private String bullet = "";
    private String start = "";

    /** The rows of the table that is open. */
    private final List<List<String>> rows = new ArrayList<>();

    private @Nullable String language;

    private JavadocMarkdown() {}

    /** Paragraphs, lists, tables and headings, without the blank lines between them. */
    static List<String> blocks(List<? extends DocTree> javadoc) {
        JavadocMarkdown markdown = new JavadocMarkdown();
        javadoc.forEach(part -> part.accept(markdown, null));
        markdown.endParagraph();
        return List.copyOf(markdown.blocks);
    }

    @Override
    protected @Nullable Void defaultAction(DocTree node, @Nullable Void nothing) {
        throw new IllegalArgumentException("A page cannot have " + node + " of Javadoc");
    }

    @Override
    public @Nullable Void visitText(TextTree node, @Nullable Void nothing) {
        text.append(node.getBody());
        return null;
    }

    @Override
    public @Nullable Void visitEntity(EntityTree node, @Nullable Void nothing) {
        String sign = ENTITIES.get(node.getName().toString());
        if (sign == null) {
            return defaultAction(node, null);
        }
        text.append(sign);
        return null;
    }

    @Override
    public @Nullable Void visitLiteral(LiteralTree node, @Nullable Void nothing) {
        String body = node.getBody().getBody();
        if (language != null || node.getKind() == DocTree.Kind.LITERAL) {
            text.append(body);
        } else {
            text.append('`')
                    .append(body.replaceAll("\\s+", "" + Paragraph.HARD_SPACE))
                    .append('`');
        }
        return null;
    }

    @Override
    public @Nullable Void visitStartElement(StartElementTree node, @Nullable Void nothing) {
        String name = node.getName().toString();
        endParagraph();
        switch (name) {
            case "p", "table" -> {}
            case "h2", "h3" -> start = HEADINGS.get(name);
            case "ul" -> bullet = "- ";
            case "ol" -> bullet = "1. ";
            case "li" -> start = bullet.equals("- ") ? bullet : number(entries) + ". ";
            case "pre" -> language = language(node);
            case "tr" -> rows.add(new ArrayList<>());
            case "th", "td" -> start = "| ";
            default -> defaultAction(node, null);
        }
        return null;
    }

    @Override
    public @Nullable Void visitEndElement(EndElementTree node, @Nullable Void nothing) {
        switch (node.getName().toString()) {
            case "pre" -> endPreformatted();
            case "th", "td" -> endCell();
            case "table" -> endTable();
            case "ul", "ol" -> endList();
            default -> endParagraph();
        }
        return null;
    }

    private void endParagraph() {
        if (!text.toString().isBlank()) {
            add(Paragraph.of(start.isEmpty() ? " ".repeat(bullet.length()) : start, text.toString()));
        }
        text.setLength(0);
        start = "";
    }

    private void endPreformatted() {
        String code = "```" + language + "\n" + text.toString().stripIndent().strip() + "\n```";
        text.setLength(0);
        language = null;
        add(code.indent(bullet.length()).stripTrailing());
    }

    private void endCell() {
        rows.get(rows.size() - 1)
                .add(text.toString()
                        .strip()
                        .replaceAll("\\s+", " ")
                        .replace(Paragraph.HARD_SPACE, ' ')
                        .replace("|", "\\|"));
        text.setLength(0);
        start = "";
    }

    private void endTable() {
        List<String> lines = new ArrayList<>();
        rows.forEach(cells -> lines.add("| " + String.join(" | ", cells) + " |"));
        lines.add(1, "|" + String.join("|", Collections.nCopies(rows.get(0).size(), "---")) + "|");
        rows.clear();
        add(String.join("\n", lines));
    }

    private void endList() {
        endParagraph();
        String list = String.join("\n", entries);
        entries = new ArrayList<>();
        bullet = "";
        add(list);
    }

    /** To the page, or to the entry of the list that is open. */
    private void add(String block) {
        if (bullet.isEmpty()) {
            blocks.add(block);
        } else {
            entries.add(block.startsWith(" ") ? "\n" + block : block);
        }
    }

    private static long number(List<String> entries) {
        return 1 + entries.stream().filter(entry -> !entry.startsWith("\n")).count();
    }

    private static String language(StartElementTree node) {
        return node.getAttributes().stream()
                .filter(AttributeTree.class::isInstance)
                .map(AttributeTree.class::cast)
                .filter(attribute -> attribute.getName().contentEquals("class"))
                .map(attribute -> String.join(
                        "", attribute.getValue().stream().map(DocTree::toString).toList()))
                .findFirst()
                .orElse("");
    }
}
