#include "content_decoder.h"

#include <algorithm>
#include <limits>
#include <string>

#include <brotli/decode.h>
#include <zlib.h>

#include "ascii.h"

namespace tidings {
namespace {

/// gzip, also in several members, and deflate, with its zlib header or (as some servers have it)
/// without.
class ZlibDecoder final : public ContentDecoder {
 public:
  enum class Form { gzip, deflate };

  explicit ZlibDecoder(Form form) : form_(form) {
    constexpr int kWithGzipHeader = 16;
    ready_ = ::inflateInit2(&stream_,
                            form == Form::gzip ? MAX_WBITS + kWithGzipHeader : MAX_WBITS) == Z_OK;
  }
  ~ZlibDecoder() override { ::inflateEnd(&stream_); }
  ZlibDecoder(const ZlibDecoder&) = delete;
  ZlibDecoder& operator=(const ZlibDecoder&) = delete;

  [[nodiscard]] bool ready() const noexcept { return ready_; }

  Result<std::string_view> next(std::string_view& encoded) override {
    if (form_ == Form::deflate && stream_.total_in == 0 && !encoded.empty() && !raw_) {
      choose_header(encoded.front());
    }
    for (;;) {
      if (at_end_) {
        if (encoded.empty() || form_ == Form::deflate) {
          encoded = {};  // what follows the end of deflate means nothing
          return std::string_view();
        }
        ::inflateReset(&stream_);
      }
      Result<std::string_view> decoded = inflate(encoded);
      if (!decoded || !decoded->empty() || (encoded.empty() && !at_end_)) {
        return decoded;
      }
    }
  }

  [[nodiscard]] bool at_end() const override { return at_end_ || !begun_; }

 private:
  void choose_header(char first) {
    constexpr int kMethodMask = 0x0f;
    raw_ = (static_cast<unsigned char>(first) & kMethodMask) != Z_DEFLATED;
    if (raw_) {
      ::inflateReset2(&stream_, -MAX_WBITS);
    }
  }

  Result<std::string_view> inflate(std::string_view& encoded) {
    constexpr std::size_t kMost = std::numeric_limits<uInt>::max();
    const std::size_t given = std::min(encoded.size(), kMost);
    // zlib's C interface does not say const, but does not write here.
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(encoded.data()));
    stream_.avail_in = static_cast<uInt>(given);
    stream_.next_out = reinterpret_cast<Bytef*>(output_.data());
    stream_.avail_out = static_cast<uInt>(output_.size());
    const int status = ::inflate(&stream_, Z_SYNC_FLUSH);
    encoded.remove_prefix(given - stream_.avail_in);
    begun_ = begun_ || given > 0;
    at_end_ = status == Z_STREAM_END;
    if (status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR) {
      return Error{stream_.msg == nullptr ? "zlib refuses it" : stream_.msg, true};
    }
    return std::string_view(output_.data(), output_.size() - stream_.avail_out);
  }

  const Form form_;
  z_stream stream_{};
  bool ready_ = false;
  bool raw_ = false;
  bool begun_ = false;
  bool at_end_ = false;
};

class BrotliDecoder final : public ContentDecoder {
 public:
  BrotliDecoder() : state_(::BrotliDecoderCreateInstance(nullptr, nullptr, nullptr)) {}

  [[nodiscard]] bool ready() const noexcept { return state_ != nullptr; }

  Result<std::string_view> next(std::string_view& encoded) override {
    std::size_t left = encoded.size();
    const auto* in = reinterpret_cast<const std::uint8_t*>(encoded.data());
    std::size_t room = output_.size();
    auto* out = reinterpret_cast<std::uint8_t*>(output_.data());
    const BrotliDecoderResult result =
        ::BrotliDecoderDecompressStream(state_.get(), &left, &in, &room, &out, nullptr);
    begun_ = begun_ || !encoded.empty();
    encoded.remove_prefix(encoded.size() - left);
    if (result == BROTLI_DECODER_RESULT_ERROR) {
      return Error{::BrotliDecoderErrorString(::BrotliDecoderGetErrorCode(state_.get())), true};
    }
    if (result == BROTLI_DECODER_RESULT_SUCCESS) {
      encoded = {};  // what follows the end means nothing
    }
    return std::string_view(output_.data(), output_.size() - room);
  }

  [[nodiscard]] bool at_end() const override {
    return !begun_ || ::BrotliDecoderIsFinished(state_.get()) == BROTLI_TRUE;
  }

 private:
  struct Deleter {
    void operator()(BrotliDecoderState* state) const { ::BrotliDecoderDestroyInstance(state); }
  };
  std::unique_ptr<BrotliDecoderState, Deleter> state_;
  bool begun_ = false;
};

template <class Decoder, class... Arguments>
Result<std::unique_ptr<ContentDecoder>> make(Arguments... arguments) {
  auto decoder = std::make_unique<Decoder>(arguments...);
  if (!decoder->ready()) {
    return Error{"memory is out", true};
  }
  return std::unique_ptr<ContentDecoder>(std::move(decoder));
}

}  // namespace

Result<std::unique_ptr<ContentDecoder>> ContentDecoder::create(std::string_view content_encoding) {
  const std::string name = ascii::lower(ascii::trimmed(content_encoding));
  if (name.empty() || name == "identity" || name == "none") {
    return std::unique_ptr<ContentDecoder>();
  }
  if (name == "gzip" || name == "x-gzip") {
    return make<ZlibDecoder>(ZlibDecoder::Form::gzip);
  }
  if (name == "deflate") {
    return make<ZlibDecoder>(ZlibDecoder::Form::deflate);
  }
  if (name == "br") {
    return make<BrotliDecoder>();
  }
  return Error{"`" + name + "`"};
}

}  // namespace tidings
