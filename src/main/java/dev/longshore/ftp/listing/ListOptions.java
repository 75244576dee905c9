package dev.longshore.ftp.listing;

/**
 * What the letters in front of the path of LIST and NLST ask for; they are those of {@code ls}. Letters that are not here are taken and
 * have no effect.
 *
 * @param all       {@code a}: with the directory itself and the one above it
 * @param itself    {@code d}: a directory instead of its entries
 * @param marked    {@code F}: directories end with a slash
 * @param longForm  {@code l}: NLST prints what LIST prints
 * @param recursive {@code R}: with all that is below
 * @param order     {@code S}, {@code t}: the largest, or the newest, first
 * @param reverse   {@code r}: the other way round
 */
public record ListOptions(
        boolean all,
        boolean itself,
        boolean marked,
        boolean longForm,
        boolean recursive,
        EntryOrder order,
        boolean reverse) {
    static final ListOptions NONE = new ListOptions(false, false, false, false, false, EntryOrder.NAME, false);

    /** These and those of a word such as {@code -la}. */
    ListOptions and(String word) {
        EntryOrder chosen = order;
        for (int i = 0; i < word.length(); i++) {
            chosen = switch (word.charAt(i)) {
                case 't' -> EntryOrder.TIME;
                case 'S' -> EntryOrder.SIZE;
                default -> chosen;
            };
        }
        return new ListOptions(
                all || has(word, 'a'),
                itself || has(word, 'd'),
                marked || has(word, 'F'),
                longForm || has(word, 'l'),
                recursive || has(word, 'R'),
                chosen,
                reverse || has(word, 'r'));
    }

    /** True where entries must be gathered to be put in order. */
    boolean sorts() {
        return reverse || order != EntryOrder.NAME;
    }

    private static boolean has(String word, char letter) {
        return word.indexOf(letter) >= 0;
    }
}
