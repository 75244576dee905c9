package dev.longshore.ftp.listing;

import dev.longshore.files.EntryRights;

/** What a user may do, as the mode of a file of Unix: its owner is the user, and all others may what the user may, but write. */
enum UnixMode {
    FILE("-rw-r--r--", "0644"),
    FILE_READ("-r--r--r--", "0444"),
    FILE_WRITE("--w-------", "0200"),
    FILE_NONE("----------", "0000"),
    DIRECTORY("drwxr-xr-x", "0755"),
    DIRECTORY_READ("dr-xr-xr-x", "0555"),
    DIRECTORY_WRITE("d-wx--x--x", "0311"),
    DIRECTORY_NONE("d--x--x--x", "0111");

    private final String letters;
    private final String octal;

    UnixMode(String letters, String octal) {
        this.letters = letters;
        this.octal = octal;
    }

    static UnixMode of(EntryRights rights, boolean directory) {
        String may = rights.of(directory);
        boolean reads = may.indexOf(directory ? 'l' : 'r') >= 0;
        boolean writes = may.indexOf(directory ? 'c' : 'w') >= 0;
        if (directory) {
            return reads ? writes ? DIRECTORY : DIRECTORY_READ : writes ? DIRECTORY_WRITE : DIRECTORY_NONE;
        }
        return reads ? writes ? FILE : FILE_READ : writes ? FILE_WRITE : FILE_NONE;
    }

    /** As {@code ls -l} prints it. */
    String letters() {
        return letters;
    }

    /** As the fact {@code UNIX.mode} has it. */
    String octal() {
        return octal;
    }
}
