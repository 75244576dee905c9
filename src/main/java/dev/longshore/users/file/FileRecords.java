package dev.longshore.users.file;

import dev.longshore.users.UserRecord;
import dev.longshore.users.record.BadRecord;
import dev.longshore.users.record.BadRecords;
import dev.longshore.users.record.RecordFormat;
import dev.longshore.users.record.RecordReader;
import dev.longshore.users.record.UserName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/** Reads the users of files once. A user who is there twice is as one with a bad record. */
final class FileRecords {
    private final RecordReader reader;
    private final BadRecords bad;
    private final Map<String, UserRecord> users = new HashMap<>();

    private FileRecords(RecordReader reader, BadRecords bad) {
        this.reader = reader;
        this.bad = bad;
    }

    /**
     * @param folder whether each file has one user, called as the file is
     * @throws BadRecord   when a file of many users cannot be read at all
     * @throws IOException when a file cannot be read from the disk
     */
    static Map<String, UserRecord> of(FolderLook look, boolean folder, RecordReader reader, BadRecords bad)
            throws IOException {
        FileRecords records = new FileRecords(reader, bad);
        for (FolderLook.Seen file : look.files()) {
            records.read(file.path(), folder);
        }
        return Map.copyOf(records.users);
    }

    /** Whether a file of that name has lines of {@code htpasswd}. */
    static boolean isHtpasswd(String file) {
        return file.equals("htpasswd") || file.endsWith(".htpasswd");
    }

    private void read(Path file, boolean folder) throws IOException {
        String name = file.getFileName().toString();
        RecordFormat format = RecordFormat.of(name).orElse(null);
        if (isHtpasswd(name)) {
            readHtpasswd(name, content(file, RecordReader.LONGEST_LIST));
        } else if (format != null && folder) {
            readOne(name, name.substring(0, name.lastIndexOf('.')), content(file, RecordReader.LONGEST), format);
        } else if (format != null) {
            readMany(name, content(file, RecordReader.LONGEST_LIST), format);
        }
    }

    private void readOne(String file, String user, byte[] content, RecordFormat format) {
        String version = version(content);
        try {
            if (!UserName.isPossible(user)) {
                throw new BadRecord("it is called by what is no name of a user");
            }
            add(file, version, user, reader.one(user, content, format));
        } catch (BadRecord e) {
            bar(file, version, user, e.getMessage());
        }
    }

    private void readMany(String file, byte[] content, RecordFormat format) {
        String version = version(content);
        for (RecordReader.Entry entry : entries(file, content, format)) {
            entry.record()
                    .ifPresentOrElse(
                            record -> add(file, version, record.name(), record),
                            () -> bar(
                                    file, version, entry.name().orElse(entry.at()), entry.at() + ": " + entry.flaw()));
        }
    }

    private List<RecordReader.Entry> entries(String file, byte[] content, RecordFormat format) {
        try {
            return reader.many(content, format);
        } catch (BadRecord e) {
            throw new BadRecord(file + ": " + e.getMessage());
        }
    }

    private void readHtpasswd(String file, byte[] content) {
        String version = version(content);
        for (Htpasswd.Line line : Htpasswd.parse(content)) {
            if (!UserName.isPossible(line.name())) {
                bad.tell(file, line.toString(), version, "it is not user:hash, or the name is no name of a user");
                continue;
            }
            try {
                add(file, version, line.name(), reader.ofHash(line.name(), line.toString(), line.hash()));
            } catch (BadRecord e) {
                bar(file, version, line.name(), e.getMessage());
            }
        }
    }

    private void add(String file, String version, String name, UserRecord record) {
        if (users.containsKey(name)) {
            bar(file, version, name, "name is that of another user of the store: keep one of them");
        } else {
            users.put(name, record);
        }
    }

    private void bar(String file, String version, String name, String sentence) {
        bad.tell(file, name, version, sentence);
        users.put(name, UserRecord.barred(name));
    }

    /** One byte more than may be is read of a file that is too long, so that its record is refused. */
    private static byte[] content(Path file, int longest) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(longest + 1);
        }
    }

    private static String version(byte[] content) {
        CRC32C checksum = new CRC32C();
        checksum.update(content);
        return content.length + "-" + checksum.getValue();
    }
}
