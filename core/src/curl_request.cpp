#include "curl_request.h"

#include <algorithm>
#include <cstdlib>
#include <string>

#include "ascii.h"
#include "content_decoder.h"

namespace tidings {
namespace {

void set_method(const HttpRequest& request, CurlOptions& options) {
  if (request.body) {
    options.set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body->size()));
    options.set(CURLOPT_POSTFIELDS, request.body->c_str());
  } else if (request.method == "POST") {
    options.set(CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t{0});
    options.set(CURLOPT_POSTFIELDS, "");
  } else if (request.method == "HEAD") {
    options.set(CURLOPT_NOBODY, 1L);
  }
  options.set(CURLOPT_CUSTOMREQUEST, request.method.c_str());
}

/// False when memory is out.
bool append(HeaderList& headers, const std::string& line) {
  curl_slist* longer = curl_slist_append(headers.get(), line.c_str());
  if (longer == nullptr) {
    return false;
  }
  static_cast<void>(headers.release());
  headers.reset(longer);
  return true;
}

bool names_header(const HttpRequest& request, std::string_view name) {
  return std::any_of(request.headers.begin(), request.headers.end(), [&](const HttpHeader& header) {
    return ascii::equal_ignoring_case(header.name, name);
  });
}

void set_headers(const HttpRequest& request, CurlOptions& options, HeaderList& headers) {
  bool complete = true;
  for (const HttpHeader& header : request.headers) {
    // libcurl takes `Name;` for an empty value; `Name:` would remove the header.
    complete =
        append(headers, ascii::trimmed(header.value).empty() ? header.name + ";"
                                                             : header.name + ": " + header.value) &&
        complete;
  }
  if (request.connection.compressed && !names_header(request, "Accept-Encoding")) {
    complete =
        append(headers, "Accept-Encoding: " + std::string(ContentDecoder::kAccepted)) && complete;
  }
  if (!names_header(request, "Content-Type")) {
    complete = append(headers, "Content-Type:") && complete;  // libcurl's guess would be a form
  }
  if (!append(headers, "Expect:") || !complete) {
    options.refuse();
  }
  options.set(CURLOPT_HTTPHEADER, headers.get());
}

/// As other programs do, so that a company's own authority is known to them all.
void set_authorities(HttpConnectionSettings& connection, CurlOptions& options) {
  const char* named = std::getenv("SSL_CERT_FILE");
  const std::string from_environment = named == nullptr ? "" : named;
  if (connection.ca_file.empty()) {
    connection.ca_file = from_environment;
  }
  options.set_text(CURLOPT_CAINFO, connection.ca_file);
  options.set_text(CURLOPT_PROXY_CAINFO, from_environment);
}

void set_connection(const HttpConnectionSettings& connection, CurlOptions& options) {
  options.set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(connection.connect_timeout.count()));
  options.set(CURLOPT_TCP_KEEPALIVE, 1L);
  options.set(CURLOPT_TCP_KEEPIDLE, 30L);
  options.set(CURLOPT_TCP_KEEPINTVL, 15L);
  options.set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
  options.set(CURLOPT_HTTP_VERSION,
              connection.http2 ? CURL_HTTP_VERSION_2_0 : CURL_HTTP_VERSION_1_1);
  options.set(CURLOPT_PIPEWAIT, connection.http2 ? 1L : 0L);
  options.set_text(CURLOPT_SSLCERT, connection.client_certificate);
  options.set_text(CURLOPT_SSLKEY, connection.client_key);
  if (connection.proxy) {
    options.set(CURLOPT_PROXY, connection.proxy->c_str());
  }
  options.set_text(CURLOPT_UNIX_SOCKET_PATH, connection.unix_socket);
  if (connection.insecure) {
    options.set(CURLOPT_SSL_VERIFYPEER, 0L);
    options.set(CURLOPT_SSL_VERIFYHOST, 0L);
  }
}

}  // namespace

void apply_request(HttpRequest& request, CurlOptions& options, HeaderList& headers) {
  options.set(CURLOPT_URL, request.url.c_str());
  options.set(CURLOPT_CONNECT_ONLY, request.connect_only ? 1L : 0L);
  set_method(request, options);
  set_headers(request, options, headers);
  set_authorities(request.connection, options);
  set_connection(request.connection, options);
  if (request.fresh_connection) {
    options.set(CURLOPT_FRESH_CONNECT, 1L);
  }
}

}  // namespace tidings
