package dev.longshore.pages;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.UnknownBlockTagTree;
import java.util.List;
import java.util.Optional;

/**
 * A Javadoc comment in Markdown.
 *
 * @param blocks its paragraphs, lists, tables and headings
 * @param standard the text of its {@code @default}
 */
record JavadocText(List<String> blocks, Optional<String> standard) {
    static JavadocText of(DocCommentTree comment) {
        Optional<String> standard = Optional.empty();
        for (var tag : comment.getBlockTags()) {
            if (!(tag instanceof UnknownBlockTagTree unknown)
                    || !unknown.getTagName().equals("default")) {
                throw new IllegalArgumentException("A page cannot have " + tag + " of Javadoc");
            }
            standard = Optional.of(String.join(" ", JavadocMarkdown.blocks(unknown.getContent())));
        }
        return new JavadocText(JavadocMarkdown.blocks(comment.getFullBody()), standard);
    }

    /** The first paragraph. */
    String title() {
        return blocks.get(0).replace("\n", " ");
    }

    /** What stands behind the title, up to the first heading. */
    List<String> before() {
        return blocks.subList(1, firstHeading());
    }

    /** From the first heading on. */
    List<String> after() {
        return blocks.subList(firstHeading(), blocks.size());
    }

    private int firstHeading() {
        int block = 1;
        while (block < blocks.size() && !blocks.get(block).startsWith("#")) {
            block++;
        }
        return block;
    }
}
