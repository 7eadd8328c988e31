"""Writes log-mel-reference.json: what Whisper's feature extractor computes, by numpy, in float64.

Independent of the TypeScript front end: numpy's FFT, mel filters built from the formula of Slaney's Auditory Toolbox.
Run by hand where numpy is installed; the tests read the JSON only.
"""
import json
import math
import os

import numpy as np

RATE, N_FFT, HOP = 16000, 400, 160


def signal(count):
    # A sweep with overtones and noise from a 32-bit linear congruential generator: the same numbers in any language.
    state, out = 12345, []
    for i in range(count):
        state = (1664525 * state + 1013904223) % 2**32
        t = i / RATE
        phase = 2 * math.pi * (120 * t + 400 * t * t)
        envelope = 0.5 - 0.5 * math.cos(2 * math.pi * 3 * t)
        tone = 0.5 * math.sin(phase) + 0.2 * math.sin(5 * phase)
        out.append(envelope * tone + 0.01 * (state / 2**31 - 1))
    return np.array(out, dtype=np.float32).astype(np.float64)


def hz_to_mel(hz):
    return np.where(hz < 1000, 3 * hz / 200, 15 + 27 * np.log(np.maximum(hz, 1) / 1000) / np.log(6.4))


def mel_to_hz(mel):
    return np.where(mel < 15, 200 * mel / 3, 1000 * np.exp(np.log(6.4) / 27 * (mel - 15)))


def mel_filters(bins):
    fft_hz = np.linspace(0, RATE / 2, N_FFT // 2 + 1)
    edges = mel_to_hz(np.linspace(hz_to_mel(np.array(0.0)), hz_to_mel(np.array(RATE / 2.0)), bins + 2))
    difference = np.diff(edges)
    slopes = edges[:, None] - fft_hz[None, :]
    down = -slopes[:-2] / difference[:-1, None]
    up = slopes[2:] / difference[1:, None]
    return np.maximum(0, np.minimum(down, up)) * (2 / (edges[2:] - edges[:-2]))[:, None]


def log_mel(audio, bins):
    padded = np.pad(audio, N_FFT // 2, mode="reflect")
    window = np.hanning(N_FFT + 1)[:-1]
    frames = [padded[s : s + N_FFT] * window for s in range(0, len(padded) - N_FFT + 1, HOP)]
    power = np.abs(np.fft.rfft(np.array(frames), axis=1)) ** 2
    spectrum = np.log10(np.maximum(mel_filters(bins) @ power.T, 1e-10))[:, :-1]
    return (np.maximum(spectrum, spectrum.max() - 8) + 4) / 4


cases = []
for bins, samples, padded_to in [(80, 16000, 0), (128, 16000, 0), (80, 8123, 0), (80, 8000, 24000)]:
    audio = signal(samples)
    if padded_to:
        audio = np.pad(audio, (0, padded_to - samples))
    values = log_mel(audio, bins)
    shown = sorted({0, 1, 2, 17, values.shape[1] // 2, values.shape[1] - 2, values.shape[1] - 1})
    columns = {str(f): [round(float(v), 6) for v in values[:, f]] for f in shown}
    cases.append({"melBins": bins, "samples": samples, "paddedTo": padded_to, "frames": values.shape[1], "columns": columns})

with open(os.path.join(os.path.dirname(__file__), "log-mel-reference.json"), "w") as file:
    json.dump(cases, file, separators=(",", ":"))
    file.write("\n")
