#include "conformance/harness/certificates.h"

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

TlsSettings CertificateAuthority::issue(const std::string& name, const std::string& subject,
                                        int days) const {
  openssl(directory_, {"req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                       "-keyout", name + ".key", "-out", name + ".csr", "-subj", "/CN=" + name,
                       "-addext", "subjectAltName=" + subject});
  openssl(directory_, {"x509", "-req", "-in", name + ".csr", "-CA", "ca.pem", "-CAkey", "ca.key",
                       "-CAcreateserial", "-copy_extensions", "copyall", "-out", name + ".pem",
                       "-days", std::to_string(days)});
  return {.certificate = path(name + ".pem"), .key = path(name + ".key"), .client_ca = {}};
}

}  // namespace tidings::conformance
