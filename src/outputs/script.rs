//! A script with short names and nothing between its words.
//!
//! In: a script in the syntax of ECMAScript 5. Out: the same script, smaller, in the same syntax: names inside functions
//! are made short, comments and spaces go, and statements are joined and turned where that is shorter in ECMAScript 5 too.

use oxc_allocator::Allocator;
use oxc_codegen::{Codegen, CodegenOptions};
use oxc_compat::EngineTargets;
use oxc_minifier::{CompressOptions, MangleOptions, Minifier, MinifierOptions};
use oxc_parser::Parser;
use oxc_span::SourceType;

/// A browser that reads ECMAScript 5 and nothing newer.
const TARGET: &str = "ie9";

/// Minifies a script.
///
/// # Errors
/// Says where the script is wrong.
pub fn small(script: &str) -> Result<String, String> {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, script, SourceType::cjs()).parse();
    if let Some(error) = parsed.errors.first() {
        return Err(error.to_string());
    }
    let mut program = parsed.program;
    let names = Minifier::new(MinifierOptions {
        mangle: Some(MangleOptions::default()),
        compress: Some(CompressOptions {
            target: EngineTargets::from_target(TARGET)?,
            ..CompressOptions::smallest()
        }),
    })
    .minify(&allocator, &mut program);
    let options = CodegenOptions::minify();
    let small = Codegen::new()
        .with_options(options)
        .with_scoping(names.scoping)
        .build(&program)
        .code;
    // A line break stands in a text and nowhere else, and between quotes it has to be written out.
    let small = small.replace('\n', "\\n");
    // Texts come out between backticks, which are newer than ECMAScript 5; where no other quotes are needed, they do.
    Ok(if small.contains('"') {
        small
    } else {
        small.replace('`', "\"")
    })
}
