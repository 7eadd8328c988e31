import { contextBridge, ipcRenderer } from 'electron';
import { installPageBridge } from './page-bridge.ts';

installPageBridge({ contextBridge, ipcRenderer, window });
