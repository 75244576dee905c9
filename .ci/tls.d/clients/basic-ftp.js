// basic-ftp of Node.
const fs = require("fs")
const ftp = require("basic-ftp")
const { way, port, version, folder, up, down } = process.env

async function transfer(client) {
  await client.access({
    host: "127.0.0.1",
    port: Number(port),
    user: "demo",
    password: "demo",
    secure: way === "implicit" ? "implicit" : true,
    secureOptions: { rejectUnauthorized: false, minVersion: `TLSv${version}`, maxVersion: `TLSv${version}` },
  })
  await client.ensureDir(folder)
  await client.uploadFrom(`${up}/first`, "first")
  await client.uploadFrom(`${up}/second`, "second")
  fs.writeFileSync(`${down}/list`, (await client.list()).map((entry) => `${entry.name}\n`).join(""))
  await client.downloadTo(`${down}/first`, "first")
  await client.downloadTo(`${down}/second`, "second")
}

const client = new ftp.Client(60000)
transfer(client)
  .catch((reason) => {
    console.error(String(reason))
    process.exitCode = 1
  })
  .finally(() => client.close())
