#include "conformance/harness/certificates.h"

#include <fstream>
#include <utility>

#include "conformance/harness/failure.h"
#include "conformance/harness/program.h"

namespace tidings::conformance {

namespace {

void openssl(const std::filesystem::path& directory, std::vector<std::string> arguments) {
  ProgramSettings settings;
  settings.executable = "/usr/bin/openssl";
  settings.arguments = std::move(arguments);
  settings.directory = directory;
  Program program(settings);
  require(program.await_exit() == 0, "openssl failed:\n" + program.description());
}

}  // namespace

CertificateAuthority::CertificateAuthority(std::filesystem::path directory)
    : directory_(std::move(directory)) {
  openssl(directory_,
          {"req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
           "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=Scripted CA", "-days", "2"});
}

void CertificateAuthority::request(const std::string& name, const std::string& subject) const {
  openssl(directory_, {"req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                       "-keyout", name + ".key", "-out", name + ".csr", "-subj", "/CN=" + name,
                       "-addext", "subjectAltName=" + subject});
}

TlsSettings CertificateAuthority::settings(const std::string& name) const {
  return {.certificate = path(name + ".pem"), .key = path(name + ".key"), .client_ca = {}};
}

TlsSettings CertificateAuthority::issue(const std::string& name, const std::string& subject,
                                        int days) const {
  request(name, subject);
  openssl(directory_, {"x509", "-req", "-in", name + ".csr", "-CA", "ca.pem", "-CAkey", "ca.key",
                       "-CAcreateserial", "-copy_extensions", "copyall", "-out", name + ".pem",
                       "-days", std::to_string(days)});
  return settings(name);
}

/// Only `openssl ca` lets a certificate begin later, and it wants a set-up of its own.
TlsSettings CertificateAuthority::issue_for_2099(const std::string& name,
                                                 const std::string& subject) const {
  request(name, subject);
  const std::ofstream empty(path("issued"));
  std::ofstream(path("ca.conf")) << "[ca]\ndefault_ca = scripted\n"
                                    "[scripted]\ndatabase = issued\nrand_serial = yes\n"
                                    "default_md = sha256\npolicy = any\n"
                                    "copy_extensions = copyall\n"
                                    "[any]\ncommonName = supplied\n";
  openssl(directory_, {"ca", "-batch", "-config", "ca.conf", "-cert", "ca.pem", "-keyfile",
                       "ca.key", "-outdir", ".", "-in", name + ".csr", "-out", name + ".pem",
                       "-startdate", "20990101000000Z", "-enddate", "20991231000000Z"});
  return settings(name);
}

}  // namespace tidings::conformance
