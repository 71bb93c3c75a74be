#include "curl_connection_facts.h"

#include <chrono>
#include <string>
#include <string_view>
#include <utility>

#include "ascii.h"
#include "http_date.h"

namespace tidings {
namespace {

std::optional<std::chrono::microseconds> time_of(CURL* easy, CURLINFO info) {
  curl_off_t time = 0;
  if (curl_easy_getinfo(easy, info, &time) != CURLE_OK || time <= 0) {
    return std::nullopt;
  }
  return std::chrono::microseconds{time};
}

/// As OpenSSL prints it: `Nov 26 16:30:13 2026 GMT`. That is an asctime date without its day.
std::optional<WallTime> certificate_time(std::string_view text) {
  constexpr std::string_view kZone = " GMT";
  if (!text.ends_with(kZone)) {
    return std::nullopt;
  }
  text.remove_suffix(kZone.size());
  return parse_http_date("day " + std::string(text), std::chrono::system_clock::now());
}

void take_line(std::string_view line, TlsCertificate& certificate) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) {
    return;
  }
  const std::string_view name = line.substr(0, colon);
  const std::string_view value = ascii::trimmed(line.substr(colon + 1));
  if (name == "Subject") {
    certificate.subject = value;
  } else if (name == "Issuer") {
    certificate.issuer = value;
  } else if (name == "Start date") {
    certificate.valid_from = certificate_time(value);
  } else if (name == "Expire date") {
    certificate.expires = certificate_time(value);
  }
}

/// The server's own, which comes first in the chain.
std::optional<TlsCertificate> certificate_of(CURL* easy) {
  curl_certinfo* info = nullptr;
  if (curl_easy_getinfo(easy, CURLINFO_CERTINFO, &info) != CURLE_OK || info == nullptr ||
      info->num_of_certs < 1) {
    return std::nullopt;
  }
  TlsCertificate certificate;
  for (const curl_slist* line = info->certinfo[0]; line != nullptr; line = line->next) {
    take_line(line->data, certificate);
  }
  return certificate;
}

}  // namespace

HttpConnectionFacts curl_connection_facts(CURL* easy) {
  HttpConnectionFacts facts;
  if (easy == nullptr) {
    return facts;
  }
  facts.name_resolved = time_of(easy, CURLINFO_NAMELOOKUP_TIME_T);
  facts.connected = time_of(easy, CURLINFO_CONNECT_TIME_T);
  facts.secured = time_of(easy, CURLINFO_APPCONNECT_TIME_T);
  const char* address = nullptr;
  if (curl_easy_getinfo(easy, CURLINFO_PRIMARY_IP, &address) == CURLE_OK && address != nullptr) {
    facts.address = address;
  }
  long port = 0;
  curl_easy_getinfo(easy, CURLINFO_PRIMARY_PORT, &port);
  facts.port = static_cast<int>(port);
  facts.certificate = certificate_of(easy);
  return facts;
}

std::string curl_timings(CURL* easy) {
  std::string text;
  for (const auto& [phase, info] : {std::pair{"name looked up", CURLINFO_NAMELOOKUP_TIME_T},
                                    std::pair{"connected", CURLINFO_CONNECT_TIME_T},
                                    std::pair{"TLS ready", CURLINFO_APPCONNECT_TIME_T},
                                    std::pair{"answered", CURLINFO_STARTTRANSFER_TIME_T}}) {
    if (const auto time = time_of(easy, info)) {
      const auto tenths =
          std::chrono::round<std::chrono::duration<long, std::ratio<1, 10'000>>>(*time);
      text += (text.empty() ? "" : ", ") + std::string(phase) + " after " +
              std::to_string(tenths.count() / 10) + "." + std::to_string(tenths.count() % 10) +
              "ms";
    }
  }
  return text;
}

std::string curl_connection_name(CURL* easy) {
  std::string name;
  for (const auto& [address_info, port_info] :
       {std::pair{CURLINFO_LOCAL_IP, CURLINFO_LOCAL_PORT},
        std::pair{CURLINFO_PRIMARY_IP, CURLINFO_PRIMARY_PORT}}) {
    const char* address = nullptr;
    long port = 0;
    if (curl_easy_getinfo(easy, address_info, &address) != CURLE_OK || address == nullptr ||
        curl_easy_getinfo(easy, port_info, &port) != CURLE_OK || port <= 0) {
      return {};
    }
    name += std::string(address) + ' ' + std::to_string(port) + ' ';
  }
  return name;
}

}  // namespace tidings
