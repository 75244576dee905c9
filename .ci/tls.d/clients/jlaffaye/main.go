// The client jlaffaye/ftp of Go; with the argument "cache" TLS sessions are kept, which is what makes data connections resume.
package main

import (
	"crypto/tls"
	"io"
	"log"
	"os"
	"path/filepath"
	"strings"

	"github.com/jlaffaye/ftp"
)

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func main() {
	versions := map[string]uint16{"1.2": tls.VersionTLS12, "1.3": tls.VersionTLS13}
	version := versions[os.Getenv("version")]
	config := &tls.Config{InsecureSkipVerify: true, ServerName: "localhost", MinVersion: version, MaxVersion: version}
	if len(os.Args) > 1 && os.Args[1] == "cache" {
		config.ClientSessionCache = tls.NewLRUClientSessionCache(0)
	}
	option := ftp.DialWithExplicitTLS(config)
	if os.Getenv("way") == "implicit" {
		option = ftp.DialWithTLS(config)
	}
	client, err := ftp.Dial("127.0.0.1:"+os.Getenv("port"), option)
	must(err)
	must(client.Login("demo", "demo"))
	must(client.MakeDir(os.Getenv("folder")))
	must(client.ChangeDir(os.Getenv("folder")))
	for _, name := range []string{"first", "second"} {
		file, err := os.Open(filepath.Join(os.Getenv("up"), name))
		must(err)
		must(client.Stor(name, file))
	}
	names, err := client.NameList("")
	must(err)
	down := os.Getenv("down")
	must(os.WriteFile(filepath.Join(down, "list"), []byte(strings.Join(names, "\n")+"\n"), 0o600))
	for _, name := range []string{"first", "second"} {
		response, err := client.Retr(name)
		must(err)
		file, err := os.Create(filepath.Join(down, name))
		must(err)
		_, err = io.Copy(file, response)
		must(err)
		must(response.Close())
	}
	must(client.Quit())
}
