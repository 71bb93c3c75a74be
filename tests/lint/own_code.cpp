// A plugin for clang-tidy 14: the checks look at this project's code and not at the headers of the
// system. clang-tidy walks those too, throws away what it finds there, and needs six times as long.
#include <vector>

#include <clang-tidy/ClangTidyCheck.h>
#include <clang-tidy/ClangTidyModule.h>
#include <clang-tidy/ClangTidyModuleRegistry.h>
#include <clang/AST/ASTContext.h>
#include <clang/ASTMatchers/ASTMatchFinder.h>
#include <clang/Basic/SourceManager.h>

namespace {

// Named as a check, since that is what is told when the walk begins: at the translation unit,
// before its declarations.
class OwnCode : public clang::tidy::ClangTidyCheck {
 public:
  using ClangTidyCheck::ClangTidyCheck;

  void registerMatchers(clang::ast_matchers::MatchFinder* finder) override {
    finder->addMatcher(clang::ast_matchers::translationUnitDecl(), this);
  }

  void check(const clang::ast_matchers::MatchFinder::MatchResult& result) override {
    std::vector<clang::Decl*> own;
    // What a precompiled header holds and nobody asked for stays where it is: it is the system's.
    for (clang::Decl* declaration : result.Context->getTranslationUnitDecl()->noload_decls()) {
      if (!result.SourceManager->isInSystemHeader(declaration->getLocation())) {
        own.push_back(declaration);
      }
    }
    result.Context->setTraversalScope(own);
  }
};

class OwnCodeModule : public clang::tidy::ClangTidyModule {
  void addCheckFactories(clang::tidy::ClangTidyCheckFactories& factories) override {
    factories.registerCheck<OwnCode>("tidings-own-code");
  }
};

const clang::tidy::ClangTidyModuleRegistry::Add<OwnCodeModule> registered(
    "tidings", "Keeps the checks to this project's code.");

}  // namespace
