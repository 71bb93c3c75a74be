#pragma once

#include "console.h"
#include "doctor/doctor_options.h"
#include "environment.h"
#include "exit_status.h"

namespace tidings::cli {

/// Looks at the stream and reports; returns when the report is out, or soon after a signal.
ExitStatus run_doctor(const DoctorOptions& options, const Environment& environment,
                      OutputDescriptors descriptors = {});

}  // namespace tidings::cli
